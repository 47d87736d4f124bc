# Starts the build program in build/ with the same words; './build.ps1 --help' lists them.
$ErrorActionPreference = 'Stop'
if (-not (Get-Command dotnet -ErrorAction SilentlyContinue)) {
    Write-Error "The .NET SDK 10 is missing. Install it (https://dotnet.microsoft.com/download/dotnet/10.0) and run this again."
}
dotnet run --project "$PSScriptRoot/build" --configuration Release --verbosity quiet -- @args
exit $LASTEXITCODE
