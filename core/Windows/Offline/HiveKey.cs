using System.Runtime.Versioning;
using Microsoft.Win32;
using Microsoft.Win32.SafeHandles;
using XenGuestTools.Core.Offline;

namespace XenGuestTools.Core.Windows.Offline;

/// <summary>A key of a loaded hive.</summary>
[SupportedOSPlatform("windows")]
internal sealed class HiveKey : IDisposable
{
    private readonly SafeRegistryHandle handle;
    private readonly string path;

    private HiveKey(SafeRegistryHandle handle, string path)
    {
        this.handle = handle;
        this.path = path;
    }

    public IEnumerable<string> SubKeys => Managed().GetSubKeyNames();

    public IEnumerable<string> ValueNames => Managed().GetValueNames();

    /// <param name="name">Of the key below HKEY_LOCAL_MACHINE that the hive is loaded as.</param>
    /// <exception cref="System.ComponentModel.Win32Exception">It can't be opened.</exception>
    public static HiveKey Root(string name) => Open(HiveApi.LocalMachine, name, name) ?? throw SystemError.Of(HiveApi.FileNotFound, "open", name);

    /// <summary>Null if there is no such key. Where an access list keeps even administrators out, the rights of a backup program open it.</summary>
    /// <exception cref="System.ComponentModel.Win32Exception">It can't be opened.</exception>
    public HiveKey? Open(string name) => Open(handle.DangerousGetHandle(), name, $@"{path}\{name}");

    /// <summary>For writing; makes the key if it is not there.</summary>
    /// <exception cref="System.ComponentModel.Win32Exception">It can't be opened or made.</exception>
    public HiveKey Create(string name) => Create(handle.DangerousGetHandle(), name, $@"{path}\{name}");

    /// <summary>Null if there is no such value.</summary>
    /// <exception cref="System.ComponentModel.Win32Exception">It can't be read.</exception>
    public HiveData? Get(string name)
    {
        uint size = 0;
        var error = HiveApi.RegQueryValueEx(handle, name, 0, out var type, default, ref size);
        if (error == HiveApi.FileNotFound)
        {
            return null;
        }

        var data = new byte[size];
        if (error == 0 && size > 0)
        {
            error = HiveApi.RegQueryValueEx(handle, name, 0, out type, data, ref size);
        }

        return error == 0 ? new(type, Convert.ToHexString(data, 0, (int)size)) : throw Failure(error, "read", name);
    }

    /// <param name="data">Null: the value goes.</param>
    /// <exception cref="System.ComponentModel.Win32Exception">It can't be written.</exception>
    public void Put(string name, HiveData? data)
    {
        var bytes = data is null ? [] : Convert.FromHexString(data.Hex);
        var error = data is null ? HiveApi.RegDeleteValue(handle, name) : HiveApi.RegSetValueEx(handle, name, 0, data.Type, bytes, (uint)bytes.Length);
        if (error != 0 && !(data is null && error == HiveApi.FileNotFound))
        {
            throw Failure(error, "write", name);
        }
    }

    /// <summary>Writes the hive to its file.</summary>
    /// <exception cref="System.ComponentModel.Win32Exception">That failed.</exception>
    public void Flush()
    {
        if (HiveApi.RegFlushKey(handle) is not 0 and var error)
        {
            throw SystemError.Of(error, "flush", path);
        }
    }

    /// <summary>Writes the key and all below it to a new file.</summary>
    /// <exception cref="System.ComponentModel.Win32Exception">That failed.</exception>
    public void SaveAs(string file)
    {
        if (HiveApi.RegSaveKey(handle, file, 0) is not 0 and var error)
        {
            throw SystemError.Of(error, "save", file);
        }
    }

    public void Dispose() => handle.Dispose();

    private static HiveKey? Open(nint parent, string name, string path)
    {
        var error = HiveApi.RegOpenKeyEx(parent, name, 0, HiveApi.Read, out var key);
        if (error == 0)
        {
            return new(key, path);
        }

        key.Dispose();
        return error switch
        {
            HiveApi.FileNotFound => null,
            HiveApi.AccessDenied => Create(parent, name, path),
            _ => throw SystemError.Of(error, "open", path),
        };
    }

    private static HiveKey Create(nint parent, string name, string path)
    {
        var error = HiveApi.RegCreateKeyEx(parent, name, 0, 0, HiveApi.PassAccessList, HiveApi.ReadAndSet, 0, out var key, out _);
        if (error == 0)
        {
            return new(key, path);
        }

        key.Dispose();
        throw SystemError.Of(error, "open", path);
    }

    /// <summary>It shares the handle and is not disposed.</summary>
    private RegistryKey Managed() => RegistryKey.FromHandle(handle);

    private System.ComponentModel.Win32Exception Failure(int error, string operation, string name) => SystemError.Of(error, operation, $@"{path}\{name}");
}
