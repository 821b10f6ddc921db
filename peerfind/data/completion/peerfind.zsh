#compdef peerfind
# Completion of peerfind in zsh. Put it into a folder of $fpath, under the name _peerfind:
#
#     mkdir -p ~/.zfunc
#     peerfind completion zsh > ~/.zfunc/_peerfind
#
# and see that ~/.zshrc has, once: fpath+=~/.zfunc; autoload -Uz compinit; compinit

_peerfind() {
    local -a values shown
    local line
    for line in "${(@f)$(peerfind completion --answer zsh -- "${(@Q)words[2,CURRENT]}" 2>/dev/null)}"; do
        [[ -z $line ]] && continue
        if [[ $line == :files ]]; then
            _files
            return
        fi
        values+=("${line%%$'\t'*}")
        if [[ $line == *$'\t'?* ]]; then
            shown+=("${line%%$'\t'*}  -- ${line#*$'\t'}")
        else
            shown+=("$line")
        fi
    done
    (( $#values )) && compadd -U -l -d shown -a values
}

if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    _peerfind "$@"
else
    compdef _peerfind peerfind
fi
