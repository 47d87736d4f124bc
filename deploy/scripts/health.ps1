# Does @DisplayName@ work on this machine? One line of output: fine, restart pending, broken (with what), not installed, or unknown (with why).
$ErrorActionPreference = 'Stop'
$folder = if ($env:ProgramW6432) { $env:ProgramW6432 } else { $env:ProgramFiles } # the 64-bit one, also in a 32-bit PowerShell
$guesttools = [IO.Path]::Combine($folder, '@ProductName@', 'guesttools.exe')
try {
    if (-not [IO.File]::Exists($guesttools)) { throw "$guesttools is not there." }
    $json = (& $guesttools status --json) -join "`n"
    $code = $LASTEXITCODE
    switch ($code) {
        0 { 'fine'; exit 0 }
        4 { 'restart pending' }
        5 { "broken: $((ConvertFrom-Json $json).problems -join ' ')" }
        6 { 'not installed' }
        default { throw "guesttools status ended with $code." }
    }
} catch {
    "unknown: $_"
}
exit @Unhealthy@
