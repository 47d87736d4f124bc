using System.Text;
using CsCheck;
using XenGuestTools.Core.Report;

namespace XenGuestTools.Tests.Report;

public sealed class A_redacted_text
{
    [Theory]
    [InlineData(@"msiexec /i xenbus-x64.msi ADMINPASSWORD=Geheim1 /qn", @"msiexec /i xenbus-x64.msi ADMINPASSWORD=*** /qn")]
    [InlineData("setup.exe password=\"two words\" /quiet", "setup.exe password=*** /quiet")]
    [InlineData(@"net use \\server\share /user:x /passwd:abc", @"net use \\server\share /user:x /passwd:***")]
    [InlineData("  \"token\": \"abc\", \"next\": 1", "  \"token\": ***, \"next\": 1")]
    [InlineData("Property(S): LogonUser = Bob the Builder\r\n", "Property(S): LogonUser = ***\r\n")]
    [InlineData("Property(S): PWD = \"two words\" and more \r\n", "Property(S): PWD = ***\r\n")]
    [InlineData("MSI (s) (98:04): PROPERTY CHANGE: Adding DB_PASSWORD2 property.", "MSI (s) (98:04): PROPERTY CHANGE: Adding DB_PASSWORD2 property.")]
    [InlineData("pwd=a pwd=b", "pwd=*** pwd=***")]
    [InlineData("PASSWORD=", "PASSWORD=")]
    [InlineData("PIDKEY=ABCDE-12345-FGHIJ-67890-KLMNO", "PIDKEY=***")]
    public void Has_no_value_of_a_password(string text, string redacted) => Assert.Equal(redacted, Redaction.Of(text));

    [Theory]
    [InlineData("key ABCDE-12345-fghij-67890-KLMNO used", "key *****-*****-*****-*****-***** used")]
    [InlineData(@"ABCDE-12345-FGHIJ-67890-KLMNOC:\Users\bob", "*****-*****-*****-*****-*****%USERPROFILE%")]
    [InlineData("48E5492C-6843-452E-97A2-A5FE2D24B141", "48E5492C-6843-452E-97A2-A5FE2D24B141")]
    [InlineData("ABCDE-12345-FGHIJ-67890-KLMNO-PQRST", "ABCDE-12345-FGHIJ-67890-KLMNO-PQRST")]
    [InlineData("XABCDE-12345-FGHIJ-67890-KLMNO", "XABCDE-12345-FGHIJ-67890-KLMNO")]
    public void Has_no_product_key_and_still_its_GUIDs(string text, string redacted) => Assert.Equal(redacted, Redaction.Of(text));

    [Theory]
    [InlineData(@"C:\Users\bob\AppData\Local\Temp\x.log", @"%USERPROFILE%\AppData\Local\Temp\x.log")]
    [InlineData(@"""C:\\Users\\Bob Müller\\AppData""", @"""%USERPROFILE%\\AppData""")]
    [InlineData(@"file:///d:/users/bob/x and C:\Users\ANNA~1\y", @"file:///%USERPROFILE%/x and %USERPROFILE%\y")]
    [InlineData(@"C:\Users\Public\x C:\Users\Default\y", @"C:\Users\Public\x C:\Users\Default\y")]
    [InlineData(@"\\server\Users\bob\x", @"\\server\Users\bob\x")]
    [InlineData(@"C:\Windows\Temp Users", @"C:\Windows\Temp Users")]
    [InlineData(@"C:\Users\bob", "%USERPROFILE%")]
    public void Has_no_user_in_the_path_of_a_profile(string text, string redacted) => Assert.Equal(redacted, Redaction.Of(text));

    [Fact]
    public void Is_the_same_when_it_is_redacted_again_and_keeps_its_lines() => Gen.OneOf(
            OneOf("PASSWORD", "=", ":", " ", "\"", "\n", "C:\\Users\\", "bob", "\\", "ABCDE-12345-FGHIJ-67890-KLMNO", "Property(S): ", "***", "-", "token"), Gen.String[0, 3])
        .Array[0, 12].Select(string.Concat).Sample(text =>
        {
            var once = Redaction.Of(text);

            Assert.Equal(once, Redaction.Of(once));
            Assert.Equal(text.Count(c => c == '\n'), once.Count(c => c == '\n'));
        });

    [Fact]
    public void Has_no_word_that_came_after_a_password() => Gen.Select(OneOf("PASSWORD", "XPWD1", "secret_of_x"), OneOf("=", ": ", " = "), Gen.String[Gen.Char['a', 'z'], 8, 20]).Sample((name, sign, secret) =>
        Assert.DoesNotContain(secret, Redaction.Of($"setup /q {name}{sign}{secret} /norestart"), StringComparison.Ordinal));

    [Fact]
    public void Of_a_UTF_16_log_is_UTF_8()
    {
        byte[] log = [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("Grüße\r\nPASSWORD=x\r\n")];

        Assert.Equal("Grüße\r\nPASSWORD=***\r\n", Encoding.UTF8.GetString(LogText.Redacted(log, wholeLines: false)));
    }

    [Fact]
    public void Of_the_end_of_a_log_begins_with_a_whole_line()
    {
        Assert.Equal("PASSWORD=***\n", Encoding.UTF8.GetString(LogText.Redacted(Encoding.Unicode.GetBytes("WORD=y\nPASSWORD=x\n"), wholeLines: true)));
        Assert.Equal("second\n", Encoding.UTF8.GetString(LogText.Redacted("rst\nsecond\n"u8, wholeLines: true)));
        Assert.Empty(LogText.Redacted([], wholeLines: true));
    }

    [Fact]
    public void Of_another_code_page_keeps_its_bytes() => Assert.Equal([0x47, 0xFC, 0xDF, 0x80], LogText.Redacted([0x47, 0xFC, 0xDF, 0x80], wholeLines: false));

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);
}
