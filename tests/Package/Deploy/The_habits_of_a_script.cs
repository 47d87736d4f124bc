using System.Management.Automation;
using System.Management.Automation.Language;

namespace XenGuestTools.Tests.Package.Deploy;

/// <summary>What PSScriptAnalyzer asks of every script, as far as the parser's tree can tell: it is not to be had where the tests run.</summary>
public sealed class The_habits_of_a_script
{
    private static readonly string[] Unsafe = ["Invoke-Expression", "Write-Host", "Set-ExecutionPolicy"];

    private static readonly HashSet<string> ApprovedVerbs =
        [.. new[] { typeof(VerbsCommon), typeof(VerbsCommunications), typeof(VerbsData), typeof(VerbsDiagnostic), typeof(VerbsLifecycle), typeof(VerbsOther), typeof(VerbsSecurity) }.SelectMany(verbs => verbs.GetFields()).Select(verb => verb.Name)];

    public static TheoryData<string> Scripts =>
        [.. Directory.EnumerateFiles(Path.Combine(Checkout.Paths.Root, "deploy"), "*.ps1", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Checkout.Paths.Root, file)).Order(StringComparer.Ordinal)];

    /// <summary>PSAvoidUsingCmdletAliases, PSAvoidUsingInvokeExpression, PSAvoidUsingWriteHost.</summary>
    [Theory]
    [MemberData(nameof(Scripts))]
    public void Calls_commands_by_their_whole_names(string script)
    {
        var names = Find<CommandAst>(script).Select(command => command.GetCommandName()).Where(name => name is not null).ToList();

        Assert.All(names, name => Assert.Matches("^[A-Z][A-Za-z]+-[A-Z][A-Za-z]+$", name));
        Assert.Empty(names.Intersect(Unsafe, StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>PSUseApprovedVerbs, PSUseSingularNouns.</summary>
    [Theory]
    [MemberData(nameof(Scripts))]
    public void Names_its_functions_by_an_approved_verb_and_one_thing(string script) => Assert.All(Find<FunctionDefinitionAst>(script), function =>
    {
        Assert.Contains(function.Name.Split('-')[0], ApprovedVerbs);
        Assert.False(function.Name.EndsWith('s'), function.Name);
    });

    /// <summary>PSUseDeclaredVarsMoreThanAssignments; $null takes what is not wanted.</summary>
    [Theory]
    [MemberData(nameof(Scripts))]
    public void Reads_every_variable_that_it_sets(string script)
    {
        var used = Find<VariableExpressionAst>(script).Select(variable => variable.VariablePath.UserPath).GroupBy(name => name, StringComparer.OrdinalIgnoreCase).ToDictionary(name => name.Key, name => name.Count(), StringComparer.OrdinalIgnoreCase);
        var set = Find<AssignmentStatementAst>(script).Select(assignment => assignment.Left).OfType<VariableExpressionAst>().Select(variable => variable.VariablePath.UserPath)
            .Where(name => name is not ("null" or "ErrorActionPreference"));

        Assert.All(set.GroupBy(name => name, StringComparer.OrdinalIgnoreCase), name => Assert.True(used[name.Key] > name.Count(), name.Key));
    }

    /// <summary>PSPossibleIncorrectComparisonWithNull, PSAvoidUsingEmptyCatchBlock.</summary>
    [Theory]
    [MemberData(nameof(Scripts))]
    public void Compares_with_null_on_the_left_and_swallows_no_error(string script)
    {
        Assert.DoesNotContain(Find<BinaryExpressionAst>(script), comparison => comparison.Right is VariableExpressionAst { VariablePath.UserPath: "null" });
        Assert.All(Find<CatchClauseAst>(script), clause => Assert.NotEmpty(clause.Body.Statements));
    }

    private static List<T> Find<T>(string script)
        where T : Ast
    {
        // The places that the build fills in are no PowerShell.
        var text = File.ReadAllText(Path.Combine(Checkout.Paths.Root, script)).Replace("@Versions@", "", StringComparison.Ordinal).Replace("@Unhealthy@", "1", StringComparison.Ordinal);
        var tree = Parser.ParseInput(text, out _, out var errors);
        Assert.Empty(errors);
        return [.. tree.FindAll(node => node is T, searchNestedScriptBlocks: true).Cast<T>()];
    }
}
