using ArchUnitNET.Loader;

namespace ExperimentRunner.Tests.Architecture;

public sealed class FolderLayersTests
{
    private static readonly Dictionary<string, FolderLayers> Projects = new()
    {
        [FolderLayers.Runner.Root] = FolderLayers.Runner,
        [FolderLayers.Trainer.Root] = FolderLayers.Trainer,
    };

    public static TheoryData<string> AllProjects => new(Projects.Keys);

    public static TheoryData<string, string> AllFolders
    {
        get
        {
            var folders = new TheoryData<string, string>();
            foreach (FolderLayers layers in Projects.Values)
            {
                foreach (string folder in layers.Folders)
                {
                    folders.Add(layers.Root, folder);
                }
            }

            return folders;
        }
    }

    [Theory]
    [MemberData(nameof(AllProjects))]
    public void A_folder_uses_only_folders_before_it(string project)
    {
        IReadOnlyList<string> violations = Projects[project].Violations(Load(project));

        Assert.True(violations.Count == 0, string.Join('\n', violations));
    }

    [Theory]
    [MemberData(nameof(AllProjects))]
    public void Every_folder_is_in_the_order(string project) => Assert.Empty(Projects[project].Unlisted(Load(project)));

    [Theory]
    [MemberData(nameof(AllFolders))]
    public void Every_folder_has_types_so_its_rules_were_tested(string project, string folder) =>
        Assert.Contains(Load(project).Types, type => Projects[project].FolderOf(type) == folder);

    [Fact]
    public void Uses_of_a_later_folder_are_found_in_signatures_bodies_lambdas_and_async_methods()
    {
        var layers = new FolderLayers("ExperimentRunner.Tests.Architecture.Sample", ["Early", "Late"]);

        IReadOnlyList<string> found = layers.Violations(Load("ExperimentRunner.Tests"));

        string[] users = ["InSignature", "InGenericArgument", "InBody", "InLambda", "InAsyncMethod"];
        Assert.All(users, user => Assert.Contains(found, sentence => sentence.StartsWith($"{layers.Root}.Early.{user} uses {layers.Root}.Late.", StringComparison.Ordinal)));
        Assert.DoesNotContain(found, sentence => sentence.StartsWith($"{layers.Root}.Late.", StringComparison.Ordinal));
    }

    private static ArchUnitNET.Domain.Architecture Load(string project)
    {
        // All projects are built into folders side by side: artifacts/bin/<project>/<configuration>.
        string configuration = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);
        string folder = Path.GetFullPath(Path.Combine(configuration, "..", "..", project, Path.GetFileName(configuration)));
        Assert.True(File.Exists(Path.Combine(folder, $"{project}.dll")), $"{project} is not built in {folder}.");
        return new ArchLoader().LoadFilteredDirectory(folder, $"{project}.dll").Build();
    }
}
