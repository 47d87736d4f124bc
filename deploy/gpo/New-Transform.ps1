# Makes a transform (.mst) that sets properties of an MSI, with Windows Installer's own automation: nothing has to be installed.
param(
    [Parameter(Mandatory)][string]$Package,
    [Parameter(Mandatory)][string]$Transform,
    [Parameter(Mandatory)][string[]]$Property # NAME=VALUE
)
$ErrorActionPreference = 'Stop'
if (-not (Test-Path -LiteralPath $Package)) { throw "$Package is not there." }
foreach ($pair in $Property) {
    if ($pair -cnotmatch '^[A-Z_][A-Z0-9_]*=[^''`]+$') { throw "'$pair' is not of the form NAME=VALUE, with a name in capital letters." }
}

$original = (Resolve-Path -LiteralPath $Package).Path
$changed = Join-Path ([IO.Path]::GetTempPath()) "$([guid]::NewGuid()).msi"
$result = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Transform)
$sameProductLine = 2 + 0x800 # validation: the same language, the same upgrade code
Copy-Item -LiteralPath $original -Destination $changed
try {
    $installer = New-Object -ComObject WindowsInstaller.Installer
    $new = $installer.OpenDatabase($changed, 1)
    foreach ($pair in $Property) {
        $name, $value = $pair -split '=', 2
        $new.OpenView("DELETE FROM ``Property`` WHERE ``Property`` = '$name'").Execute()
        $new.OpenView("INSERT INTO ``Property`` (``Property``, ``Value``) VALUES ('$name', '$value')").Execute()
    }
    $new.Commit()
    $old = $installer.OpenDatabase($original, 0)
    if (-not $new.GenerateTransform($old, $result)) { throw "$Package has these values already: there is nothing to transform." }
    $new.CreateTransformSummaryInfo($old, $result, 0, $sameProductLine)
    "$result sets $($Property -join ', ') of $Package."
} finally {
    $new = $old = $installer = $null
    [GC]::Collect()
    [GC]::WaitForPendingFinalizers()
    Remove-Item -LiteralPath $changed -ErrorAction SilentlyContinue
}
