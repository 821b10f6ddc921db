# Completion of peerfind in PowerShell. Add it to your profile:
#
#     peerfind completion powershell >> $PROFILE

Register-ArgumentCompleter -Native -CommandName peerfind -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    # The words up to the cursor, as they are written; the program takes quotes away.
    $words = @($commandAst.CommandElements | Select-Object -Skip 1 |
        Where-Object { $_.Extent.StartOffset -lt $cursorPosition } | ForEach-Object { $_.ToString() })
    # Quotes stand for a word that is not begun: Windows PowerShell would drop an empty one.
    if ($wordToComplete -eq '') { $words += '""' }
    peerfind completion --answer powershell -- @words 2>$null | Where-Object { $_ -ne ':files' } | ForEach-Object {
        $value, $told = $_ -split "`t", 2
        if (-not $told) { $told = $value }
        $quoted = if ($value -match '[\s''"`;,&|(){}$<>#@]') { "'" + $value.Replace("'", "''") + "'" } else { $value }
        [System.Management.Automation.CompletionResult]::new($quoted, $value, 'ParameterValue', $told)
    }
}
