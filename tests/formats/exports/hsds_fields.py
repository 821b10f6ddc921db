"""The field names of HSDS 3.1, as its reference publishes them; those that it requires have a mark in front."""

FIELDS = {
    "service": """!id organization_id program_id !name alternate_name description url additional_urls email !status
        interpretation_services application_process fees_description accreditations eligibility_description minimum_age
        maximum_age assured_date assurer_email alert last_modified phones schedules service_areas service_at_locations
        languages organization funding cost_options program required_documents contacts attributes metadata
        capacities""",
    "organization": """!id !name alternate_name !description email website additional_websites tax_status tax_id
        year_incorporated legal_status logo uri parent_organization_id funding contacts phones locations programs
        organization_identifiers attributes metadata""",
    "phone": """!id location_id service_id organization_id contact_id service_at_location_id !number extension type
        description languages attributes metadata""",
    "schedule": """!id service_id location_id service_at_location_id valid_from valid_to dtstart timezone until count
        wkst freq interval byday byweekno bymonthday byyearday description opens_at closes_at schedule_link
        attending_type notes attributes metadata""",
    "service_area": """!id service_id service_at_location_id name description extent extent_type uri attributes
        metadata""",
    "service_at_location": """!id service_id location_id description contacts phones schedules service_areas location
        attributes metadata""",
    "location": """!id !location_type url organization_id name alternate_name description transportation latitude
        longitude external_identifier external_identifier_type languages addresses contacts accessibility phones
        schedules attributes metadata""",
    "address": """!id location_id attention !address_1 address_2 !city region !state_province !postal_code !country
        !address_type attributes metadata""",
    "language": "!id service_id location_id phone_id name code note attributes metadata",
    "cost_option": """!id service_id valid_from valid_to option currency amount amount_description attributes
        metadata""",
    "attribute": "!id link_id taxonomy_term_id link_type link_entity value label taxonomy_term metadata",
    "taxonomy_term": """!id code !name !description parent_id taxonomy taxonomy_detail language taxonomy_id term_uri
        metadata""",
    "taxonomy": "!id !name !description uri version metadata",
    "metadata": """!id resource_id resource_type !last_action_date !last_action_type !field_name !previous_value
        !replacement_value !updated_by""",
    "url": "!id label !url organization_id service_id attributes metadata",
}
INSIDE = {
    "organization": "organization",
    "additional_urls": "url",
    "phones": "phone",
    "schedules": "schedule",
    "service_areas": "service_area",
    "service_at_locations": "service_at_location",
    "location": "location",
    "addresses": "address",
    "languages": "language",
    "cost_options": "cost_option",
    "attributes": "attribute",
    "taxonomy_term": "taxonomy_term",
    "taxonomy_detail": "taxonomy",
    "metadata": "metadata",
}
FILES = {
    "organization": "organizations.csv",
    "service": "services.csv",
    "url": "url.csv",
    "phone": "phones.csv",
    "schedule": "schedules.csv",
    "service_area": "service_areas.csv",
    "service_at_location": "service_at_location.csv",
    "location": "locations.csv",
    "address": "addresses.csv",
    "language": "languages.csv",
    "cost_option": "cost_options.csv",
    "attribute": "attributes.csv",
    "taxonomy_term": "taxonomy_terms.csv",
    "taxonomy": "taxonomies.csv",
    "metadata": "metadata.csv",
}


def known(name: str) -> set[str]:
    """Return the fields that an object may have."""
    return {field.removeprefix("!") for field in FIELDS[name].split()}


def required(name: str) -> set[str]:
    """Return the fields that an object must have."""
    return {field[1:] for field in FIELDS[name].split() if field.startswith("!")}
