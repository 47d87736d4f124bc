namespace XenGuestTools.Core.Offline;

/// <param name="Key">Below the root of the hive: <c>ControlSet001\Services\xenbus</c>.</param>
public sealed record HiveValue(string Key, string Name, HiveData Data);
