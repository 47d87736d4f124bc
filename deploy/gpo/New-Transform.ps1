# Makes a transform (.mst) that sets properties of an MSI, with Windows Installer's own automation: nothing has to be installed.
param(
    [Parameter(Mandatory)][string]$Package,
    [Parameter(Mandatory)][string]$Transform,
    [Parameter(Mandatory)][string[]]$Property # NAME=VALUE
)
$ErrorActionPreference = 'Stop'
foreach ($pair in $Property) {
    # A comma: "powershell -File" hands several over as one text.
    if ($pair -cnotmatch '^[A-Z_][A-Z0-9_]*=[^''`,]+$') { throw "'$pair' is not of the form NAME=VALUE, with a name in capital letters and no comma in the value. Several: powershell -Command, not -File." }
}
if (-not (Test-Path -LiteralPath $Package)) { throw "$Package is not there." }

# By name: these objects tell PowerShell nothing of their methods.
function Invoke-Method($Object, [string]$Name, [object[]]$Arguments) { $Object.GetType().InvokeMember($Name, 'InvokeMethod', $null, $Object, $Arguments) }

function Invoke-Query($Database, [string]$Query) {
    $view = Invoke-Method $Database 'OpenView' @($Query)
    $null = Invoke-Method $view 'Execute' @()
    $null = Invoke-Method $view 'Close' @()
}

$readOnly = 0
$transacted = 1
$validation = 0x1 + 0x800 # the language, and the upgrade code: it fits later versions too
$original = (Resolve-Path -LiteralPath $Package).Path
$changed = Join-Path ([IO.Path]::GetTempPath()) "$([guid]::NewGuid()).msi"
$result = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Transform)
Copy-Item -LiteralPath $original -Destination $changed
try {
    $installer = New-Object -ComObject WindowsInstaller.Installer
    $new = Invoke-Method $installer 'OpenDatabase' @($changed, $transacted)
    foreach ($pair in $Property) {
        $name, $value = $pair -split '=', 2
        Invoke-Query $new "DELETE FROM ``Property`` WHERE ``Property`` = '$name'"
        Invoke-Query $new "INSERT INTO ``Property`` (``Property``, ``Value``) VALUES ('$name', '$value')"
    }
    $null = Invoke-Method $new 'Commit' @()
    $old = Invoke-Method $installer 'OpenDatabase' @($original, $readOnly)
    if (-not (Invoke-Method $new 'GenerateTransform' @($old, $result))) { throw "$Package has these values already: there is nothing to transform." }
    $null = Invoke-Method $new 'CreateTransformSummaryInfo' @($old, $result, 0, $validation)
    "$result sets $($Property -join ', ') of $Package."
} finally {
    $new = $old = $installer = $null
    [GC]::Collect()
    [GC]::WaitForPendingFinalizers()
    Remove-Item -LiteralPath $changed -ErrorAction SilentlyContinue
}
