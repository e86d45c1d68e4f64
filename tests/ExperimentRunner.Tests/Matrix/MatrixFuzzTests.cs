using System.Text;
using CsCheck;
using ExperimentRunner.Matrix;

namespace ExperimentRunner.Tests.Matrix;

/// <summary>Whatever is read, the answer is a definition or faults, never an exception.</summary>
public sealed class MatrixFuzzTests
{
    private static readonly string[] Words =
    [
        "name", "matrix", "train", "data", "devices", "global_batch", "batch_per_device", "lr_rule", "table", "amp", "on", "include", "exclude",
        "baseline", "limits", "run_timeout", "max_cost", "slurm", "options", "timing", "train.epochs", "data.path", "source", "image_folder", "repeats", ":", ": ", "- ", "\n", "\n  ", "[", "]",
        "{", "}", ", ", "&a ", "*a", "!!int ", "'", "\"", "\\U0011FFFF", "\\xD8", "|", ">", "? ", "#", "%YAML 1.2\n", "---", "...", "0", "16", "-1", ".nan", "1e999", "\t", "\0", "\u2028",
    ];

    private static readonly Gen<string> Word = Gen.Int[0, Words.Length - 1].Select(index => Words[index]);

    private static readonly string Whole = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "experiments", "resnet18-speedup.yaml"));

    [Fact]
    public void Random_bytes_never_throw() => Gen.Byte.Array[0, 200].Sample(Answers, iter: 5000);

    [Fact]
    public void Random_words_of_a_matrix_never_throw() =>
        Word.Array[0, 60].Sample(words => Answers(Encoding.UTF8.GetBytes(string.Concat(words))), iter: 20_000);

    [Fact]
    public void A_matrix_with_pieces_replaced_never_throws() =>
        Gen.Select(Gen.Int[0, Whole.Length - 1], Gen.Int[0, 12], Word, Word).Sample(
            (start, length, first, second) =>
                Answers(Encoding.UTF8.GetBytes(Whole[..start] + first + second + Whole[Math.Min(Whole.Length, start + length)..])),
            iter: 1500);

    [Fact]
    public void Random_overrides_never_throw() =>
        Word.Array[0, 8].Sample(words => TestMatrix.Read(TestMatrix.Small, string.Concat(words)) is not null, iter: 5000);

    private static bool Answers(byte[] yaml) => TestMatrix.Read(yaml, TestMatrix.NoFolders) is MatrixReading.Valid or MatrixReading.Faulty { Faults.Count: > 0 };
}
