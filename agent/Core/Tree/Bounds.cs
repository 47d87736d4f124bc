namespace XenGuestTools.Agent.Tree;

/// <summary>How much is published at most. A domain may have 1000 keys by default (xenstored's quota), which its drivers need too.</summary>
public static class Bounds
{
    /// <summary>All keys together, those in between included: proven by test for the worst guest.</summary>
    public const int Keys = 650;

    /// <summary>Characters of a value, which are as many bytes.</summary>
    public const int Value = 256;

    /// <summary>xapi gives a VM seven.</summary>
    public const int Vifs = 16;

    /// <summary>Of one adapter and one family.</summary>
    public const int Addresses = 4;

    public const int Volumes = 16;

    /// <summary>Of one volume.</summary>
    public const int MountPoints = 2;
}
