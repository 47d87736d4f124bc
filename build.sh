#!/usr/bin/env bash
# Starts the build program in build/ with the same words; './build.sh --help' lists them.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
program=$root/artifacts/bin/build/release/build.dll
command -v dotnet >/dev/null || { echo "error: the .NET SDK 10 is missing. Install it (https://dotnet.microsoft.com/download/dotnet/10.0), put 'dotnet' on the PATH and run this again." >&2; exit 1; }
if [ ! -e "$program" ] || [ -n "$(find "$root"/{build,core,agent/Core,agent/XenStored,Directory.*,global.json,product.props} -type f -newer "$program" -print -quit)" ]; then
  log=$(dotnet build "$root/build" -c Release -v quiet --nologo 2>&1) || { echo "$log" >&2; echo "error: the build program could not be compiled; see above. Without a network the first build cannot fetch its packages." >&2; exit 1; }
  touch "$program"
fi
exec dotnet "$program" "$@"
