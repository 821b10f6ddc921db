# Completion of peerfind in PowerShell. Add it to your profile:
#
#     peerfind completion powershell >> $PROFILE

Register-ArgumentCompleter -Native -CommandName peerfind -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $words = @($commandAst.CommandElements | Select-Object -Skip 1 | ForEach-Object { $_.ToString() })
    if ($wordToComplete -eq '') { $words += '""' }
    peerfind completion --answer powershell -- @words 2>$null | Where-Object { $_ -ne ':files' } | ForEach-Object {
        $value, $told = $_ -split "`t", 2
        if (-not $told) { $told = $value }
        $quoted = if ($value -match "[\s'``;,]") { "'" + $value.Replace("'", "''") + "'" } else { $value }
        [System.Management.Automation.CompletionResult]::new($quoted, $value, 'ParameterValue', $told)
    }
}
