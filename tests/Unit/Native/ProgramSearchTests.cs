using XenGuestTools.Build.Native;

namespace XenGuestTools.Tests.Native;

public sealed class A_program_search : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("xgt").FullName;

    [Fact]
    public void Prefers_the_program_without_a_version()
    {
        Put("clang", "clang-14");

        Assert.Equal(Path.Combine(folder, "clang"), ProgramSearch.Find("clang", [folder]));
    }

    [Fact]
    public void Takes_the_newest_version_by_number_not_by_text()
    {
        Put("clang-9", "clang-14", "clang-format-19", "clang-tidy");

        Assert.Equal(Path.Combine(folder, "clang-14"), ProgramSearch.Find("clang", [folder]));
    }

    [Fact]
    public void Finds_nothing_in_folders_without_it_or_that_do_not_exist()
    {
        Put("clang-tidy");

        Assert.Null(ProgramSearch.Find("clang", [folder, "/does/not/exist", ""]));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private void Put(params string[] names)
    {
        foreach (var name in names)
        {
            File.WriteAllText(Path.Combine(folder, name), "");
        }
    }
}
