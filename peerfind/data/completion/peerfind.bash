# Completion of peerfind in bash. Put it where bash looks for it,
#
#     mkdir -p ~/.local/share/bash-completion/completions
#     peerfind completion bash > ~/.local/share/bash-completion/completions/peerfind
#
# or, without the package bash-completion, add this line to ~/.bashrc:
#
#     eval "$(peerfind completion bash)"

_peerfind() {
    local IFS=$'\n' reply
    # The words go as they are written; the program takes quotes and backslashes away, and puts them back.
    reply=($(peerfind completion --answer bash -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
    if [[ ${reply[0]} == :files ]]; then
        COMPREPLY=()
        compopt -o default 2>/dev/null
        return
    fi
    COMPREPLY=("${reply[@]}")
    # A space follows a whole word, and none after --option=.
    [[ ${#reply[@]} == 1 && ${reply[0]} == *= ]] && compopt -o nospace 2>/dev/null
    return 0
}

complete -F _peerfind peerfind
