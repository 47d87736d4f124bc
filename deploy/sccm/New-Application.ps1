# Makes the application in an SCCM / MECM site from application.json beside it. Run it in the site's drive (PS ABC:\>) of the Configuration Manager console's PowerShell.
# -Content is the share with the setup program, such as \\server\sources\XenGuestTools.
param([Parameter(Mandatory)][string]$Content)
$ErrorActionPreference = 'Stop'
$here = "FileSystem::$PSScriptRoot" # in the site's drive a path without it would be one of the site
$app = Get-Content -Raw -LiteralPath "$here\application.json" | ConvertFrom-Json
$name = "$($app.name) $($app.version)"
foreach ($file in $app.content) {
    if (-not (Test-Path -LiteralPath "FileSystem::$Content\$file")) { throw "$Content\$file is not there. Copy it to the share, then run this again." }
}
if (Get-CMApplication -Name $name -Fast) { throw "There is an application '$name' already. Remove or rename it, then run this again." }
$null = New-CMApplication -Name $name -Publisher $app.publisher -SoftwareVersion $app.version -UserDocumentation $app.helpUrl
$type = @{
    ApplicationName          = $name
    DeploymentTypeName       = 'Setup program'
    ContentLocation          = $Content
    InstallCommand           = $app.installLine
    UninstallCommand         = $app.uninstallLine
    RepairCommand            = $app.repairLine
    ScriptLanguage           = 'PowerShell'
    ScriptText               = Get-Content -Raw -LiteralPath "$here\$($app.detectionScript)"
    InstallationBehaviorType = 'InstallForSystem'
    LogonRequirementType     = 'WhetherOrNotUserLoggedOn'
    UserInteractionMode      = 'Hidden'
    RebootBehavior           = 'BasedOnExitCode'
    MaximumRuntimeMins       = $app.maximumMinutes
}
$null = Add-CMScriptDeploymentType @type
"'$name' is there. Now distribute its content, add the requirement 'Xen VM', and deploy it: README.md."
