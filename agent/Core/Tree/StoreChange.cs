namespace XenGuestTools.Agent.Tree;

/// <summary>A value to write; or, without a value, a key to remove with all keys below it.</summary>
public readonly record struct StoreChange(string Path, string? Value);
