namespace XenGuestTools.CustomActions;

/// <summary>The ways to say something to the log, the screen and the progress text.</summary>
internal static class SessionMessages
{
    /// <summary>Goes into the log, to the bundle, and on screen where there is one.</summary>
    public static void Error(this Session session, string text) => session.Say(InstallMessage.Error, text);

    /// <summary>Goes into the log: a person should read it, but nobody has to answer.</summary>
    public static void Warn(this Session session, string text) => session.Say(InstallMessage.Info, $"{Product.Name}: warning: {text}");

    public static void Note(this Session session, string text) => session.Say(InstallMessage.Info, $"{Product.Name}: {text}");

    /// <summary>The detail of the running action's progress text: its template is <c>[1]</c>.</summary>
    public static void Progress(this Session session, string text) => session.Say(InstallMessage.ActionData, text);

    /// <summary>The text is a field, not the format: Windows Installer would take its brackets for properties.</summary>
    private static void Say(this Session session, InstallMessage kind, string text)
    {
        using var record = new Record(text);
        if (kind != InstallMessage.ActionData)
        {
            record.FormatString = "[1]";
        }

        session.Message(kind, record);
    }
}
