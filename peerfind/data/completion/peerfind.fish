# Completion of peerfind in fish. Put it where fish looks for it:
#
#     peerfind completion fish > ~/.config/fish/completions/peerfind.fish

function __peerfind_complete
    set -l words (commandline -opc) (commandline -ct)
    set -l answers (peerfind completion --answer fish -- $words[2..] 2>/dev/null)
    if test "$answers[1]" = :files
        __fish_complete_path (commandline -ct)
    else
        string join \n -- $answers
    end
end

complete --command peerfind --no-files --arguments '(__peerfind_complete)'
