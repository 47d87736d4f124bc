# Is @DisplayName@ @Version@, or a newer one, on this machine? For SCCM and Intune: exit code 0 with a line of output is "present", exit code 0
# without output "absent", any other code "unknown". A restart that is pending, or a driver that does not work, is not "absent": installing again helps neither (health.ps1 tells).
$ErrorActionPreference = 'Stop'
$wanted = @{
@Versions@
}
$folder = if ($env:ProgramW6432) { $env:ProgramW6432 } else { $env:ProgramFiles } # the 64-bit one, also in a 32-bit PowerShell
$guesttools = [IO.Path]::Combine($folder, '@ProductName@', 'guesttools.exe')

function Get-InstalledVersion {
    $versions = @{}
    if ([IO.File]::Exists($guesttools)) {
        $json = (& $guesttools status --json) -join "`n"
        if ($LASTEXITCODE -notin 0, 4, 5, 6) { throw "guesttools status ended with $LASTEXITCODE." }
        foreach ($package in (ConvertFrom-Json $json).packages) { $versions[$package.name] = $package.version }
        return $versions
    }

    # What each package notes of itself.
    $machine = [Microsoft.Win32.RegistryKey]::OpenBaseKey('LocalMachine', 'Registry64')
    foreach ($package in $wanted.Keys) {
        $key = $machine.OpenSubKey("SOFTWARE\@ProductName@\$package")
        if ($key) { $versions[$package] = $key.GetValue('Version') }
    }
    $versions
}

try {
    $installed = Get-InstalledVersion
    foreach ($package in $wanted.Keys) {
        if (-not $installed[$package] -or [version]$installed[$package] -lt [version]$wanted[$package]) { exit 0 }
    }
    '@DisplayName@ @Version@ or newer'
    exit 0
} catch {
    [Console]::Error.WriteLine("$_")
    exit 1
}
