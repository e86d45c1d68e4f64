using System.CommandLine;
using System.Globalization;
using ExperimentRunner.Execution;
using ExperimentRunner.Matrix.Expressions;
using ExperimentRunner.Planning;
using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Commands;

/// <summary><c>--shard</c> and <c>--where</c>: the part of a matrix that this machine does.</summary>
internal sealed class ShardOptions
{
    private const int MostShards = 10_000;

    public Option<string?> Piece { get; } = new("--shard")
    {
        Description = "Do one of several parts of the matrix, for example 2/8; `merge` puts them together. With as many shards as repeats each machine does all cells once.",
        HelpName = "K/N",
    };

    public Option<string?> Where { get; } = new("--where")
    {
        Description = "Do only the cells that a condition holds for, for example devices==4; `merge` puts the parts together.",
        HelpName = "CONDITION",
    };

    /// <summary>Null if all of the matrix is to be done.</summary>
    /// <exception cref="UserFaultException">What was given makes no sense.</exception>
    public Shard? Read(ParseResult parsed)
    {
        (string? piece, string? where) = (parsed.GetValue(Piece), parsed.GetValue(Where));
        if (piece is null && where is null)
        {
            return null;
        }

        (int index, int count) = piece is null ? (1, 1) : ParsePiece(piece);
        return new Shard(index, count, where, where is null ? _ => true : ParseCondition(where));
    }

    private static (int Index, int Count) ParsePiece(string text) =>
        text.Split('/') is [var left, var right]
        && int.TryParse(left, NumberStyles.None, CultureInfo.InvariantCulture, out int index)
        && int.TryParse(right, NumberStyles.None, CultureInfo.InvariantCulture, out int count)
        && index >= 1 && index <= count && count <= MostShards
            ? (index, count)
            : throw new UserFaultException($"--shard={text} is no part. Write which of how many, from 1 to {MostShards}: for example --shard=2/8.");

    private static Func<RunSpec, bool> ParseCondition(string text)
    {
        try
        {
            return ConstraintParser.Parse(text);
        }
        catch (ExpressionException refused)
        {
            throw new UserFaultException($"--where={text} is not understood, at character {refused.Offset + 1}: {refused.Message}", refused);
        }
    }
}
