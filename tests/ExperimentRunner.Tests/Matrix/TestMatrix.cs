using System.Text;
using ExperimentRunner.Matrix;
using ExperimentRunner.Matrix.Faults;

namespace ExperimentRunner.Tests.Matrix;

/// <summary>Reads matrices that live in a test: their file is <c>m.yaml</c> in the folder <c>/sweeps</c>, the current folder is <c>/here</c>.</summary>
internal static class TestMatrix
{
    /// <summary>A matrix of 2 x 2 cells without a fault.</summary>
    public const string Small = """
        name: small
        data: { source: synthetic }
        matrix:
          devices: [1, 2]
          batch_per_device: [16]
          amp: [off, on]
        """;

    public static ImageFolders NoFolders { get; } = new(_ => false, _ => [], _ => 0);

    /// <summary>Holds <paramref name="root"/> with the classes apple and pear, and 30 training and 10 test images of each.</summary>
    public static ImageFolders Folder(string root) => new(
        path => path == root || path == $"{root}/train" || path == $"{root}/test",
        path => path == root ? ["train", "test"] : ["apple", "pear", ".cache"],
        path => path.StartsWith($"{root}/train/", StringComparison.Ordinal) ? 30 : 10);

    public static MatrixReading Read(string yaml, params string[] overrides) => Read(yaml, NoFolders, overrides);

    public static MatrixReading Read(string yaml, ImageFolders folders, params string[] overrides) =>
        Read(Encoding.UTF8.GetBytes(yaml), folders, overrides);

    public static MatrixReading Read(byte[] yaml, ImageFolders folders, params string[] overrides) =>
        new MatrixReader(folders).Read(new Source("m.yaml", "/sweeps", Order: 0), yaml, overrides, "/here");

    public static SweepDefinition Definition(string yaml, params string[] overrides) => Definition(yaml, NoFolders, overrides);

    public static SweepDefinition Definition(string yaml, ImageFolders folders, params string[] overrides) =>
        Read(yaml, folders, overrides) switch
        {
            MatrixReading.Valid valid => valid.Definition,
            MatrixReading.Faulty faulty => throw new InvalidOperationException(Text(faulty.Faults)),
            var other => throw new InvalidOperationException($"{other} is of no known kind."),
        };

    public static IReadOnlyList<MatrixFault> Faults(string yaml, params string[] overrides) => Faults(Read(yaml, overrides));

    public static IReadOnlyList<MatrixFault> Faults(MatrixReading reading) => reading is MatrixReading.Faulty faulty ? faulty.Faults : [];

    public static string Text(IEnumerable<MatrixFault> faults) => string.Join('\n', faults);
}
