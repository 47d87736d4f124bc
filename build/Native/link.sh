#!/bin/sh
# What the .NET SDK calls in place of Microsoft's link.exe: link @link.rsp. It links with lld over mingw-w64's runtime. All that it needs lies beside it
# (NativeToolchain puts it there) and all that it writes lies beside the response file, so several links can run at once.
set -eu
here=$(dirname "$0")
response=${1#@}

# lld knows neither a byte order mark nor these two options (an .exe without an export library).
sed -e '1s/^\xef\xbb\xbf//' -e 's| /NOEXP /NOIMPLIB||' "$response" > "$response.lld"
if grep -q '^/DLL' "$response.lld"; then
    set -- "$here/lib/dllcrt2.o" /entry:DllMainCRTStartup
else
    set -- "$here/lib/crt2u.o" /entry:mainCRTStartup # mingw-w64's name for a start-up that calls wmain
fi

# - The libraries that Microsoft's objects ask for by name, and that mingw-w64's pieces stand for.
# - The entries of shim.c in the start-up tables: nothing else refers to them.
# - mingw-w64's name for the image base.
# - Flags that link.exe sets unasked, and a build time that depends on the content only.
exec "$here/lld-link" @"$response.lld" "$@" \
    /nodefaultlib:libcmt.lib /nodefaultlib:oldnames.lib /nodefaultlib:libcpmt.lib \
    /include:shim_init_cookie /include:shim_set_tls_guard \
    /alternatename:__image_base__=__ImageBase \
    /dynamicbase /nxcompat /highentropyva /Brepro \
    /libpath:"$here/lib" "$here/lib/libmingw32.a" "$here/lib/libmingwex.a" "$here/lib/libgcc.a"
