using System.Xml.Linq;

namespace XenGuestTools.Build.Wix;

/// <summary>XML namespaces of the v4 authoring.</summary>
public static class V4
{
    public static readonly XNamespace Core = "http://wixtoolset.org/schemas/v4/wxs";
    public static readonly XNamespace Bal = "http://wixtoolset.org/schemas/v4/wxs/bal";
    public static readonly XNamespace Dependency = "http://wixtoolset.org/schemas/v4/wxs/dependency";
    public static readonly XNamespace Util = "http://wixtoolset.org/schemas/v4/wxs/util";
    public static readonly XNamespace Localization = "http://wixtoolset.org/schemas/v4/wxl";
    public static readonly XNamespace Theme = "http://wixtoolset.org/schemas/v4/thmutil";
}

/// <summary>XML namespaces of WiX 3.</summary>
public static class V3
{
    public static readonly XNamespace Core = "http://schemas.microsoft.com/wix/2006/wi";
    public static readonly XNamespace Bal = "http://schemas.microsoft.com/wix/BalExtension";
    public static readonly XNamespace Dependency = "http://schemas.microsoft.com/wix/DependencyExtension";
    public static readonly XNamespace Util = "http://schemas.microsoft.com/wix/UtilExtension";
    public static readonly XNamespace Localization = "http://schemas.microsoft.com/wix/2006/localization";
    public static readonly XNamespace Theme = "http://wixtoolset.org/schemas/thmutil/2010";
}
