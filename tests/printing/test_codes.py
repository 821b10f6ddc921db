import pytest

from peerfind.printing.codes import code_of


@pytest.mark.parametrize("link", ["tel:988", "https://example.org/" + "a" * 200])
def test_a_module_is_at_least_half_a_millimetre_and_the_border_is_quiet(link: str) -> None:
    code = code_of(link)
    modules = int(code.svg.partition('viewBox="0 0 ')[2].partition(" ")[0])
    assert code.millimetres >= 0.5 * modules
    assert 'd="M4 4.5' in code.svg
