using ExperimentRunner.Matrix.Faults;
using ExperimentRunner.Matrix.Reading;
using ExperimentRunner.Matrix.Settings;
using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Matrix.Cells;

/// <summary>Checks that the images of a cell are there.</summary>
internal sealed class ImageFolderCheck(FaultLog faults, ImageFolders folders)
{
    private const string Remedy = "An image folder holds train/CLASS and test/CLASS; name it with --set=data.path=FOLDER or here.";

    // Thousands of cells share a few folders.
    private readonly Dictionary<string, string?> problems = [];

    public void Check(Cell cell)
    {
        if (cell.Spec.Data.Source != DataSource.ImageFolder || !cell.Knows(DataSettings.Source, DataSettings.Path))
        {
            return;
        }

        if (cell.Find(DataSettings.Path) is not { Value: SettingValue.Folder folder } path)
        {
            faults.Add(FaultKind.MissingPath, cell.Effective(DataSettings.Source).Place, $"data.source image_folder needs data.path. {Remedy}");
            return;
        }

        if (!problems.TryGetValue(folder.Absolute, out string? problem))
        {
            problem = Problem(folder.Absolute);
            problems.Add(folder.Absolute, problem);
        }

        if (problem is not null)
        {
            faults.Add(FaultKind.MissingFolder, path.Place, $"data.path {Wording.Quote(folder.Written)} {problem} {Remedy}");
        }
    }

    /// <summary>A path without a source would be left unused, and a run would train on something else than its author thinks.</summary>
    public void CheckUsed(IReadOnlyList<Cell> cells, IReadOnlyList<Assignment> written)
    {
        if (written.FirstOrDefault(assignment => assignment.Setting == DataSettings.Path) is { } path
            && !written.Any(assignment => assignment.Setting == DataSettings.Source)
            && cells.Count > 0)
        {
            faults.Add(
                FaultKind.UnusedPath,
                path.Place,
                $"data.path is given, but without data.source images are {cells[0].Effective(DataSettings.Source).Value.Text}. Add source: image_folder to data.");
        }
    }

    private string? Problem(string root)
    {
        if (!folders.Exists(root))
        {
            return $"is not there (looked for {root}).";
        }

        try
        {
            string? missing = ImageFolders.Parts.FirstOrDefault(part => folders.Classes(root, part).Count == 0);
            return missing is null ? null : $"has no {missing}/CLASS folders (looked for {Path.Combine(root, missing)}).";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return $"can't be read: {exception.Message}";
        }
    }
}
