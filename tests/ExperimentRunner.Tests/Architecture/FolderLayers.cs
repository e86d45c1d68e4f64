using ArchUnitNET.Domain;
using ArchUnitNET.Domain.Dependencies;

namespace ExperimentRunner.Tests.Architecture;

/// <summary>Folders of one project in the order in which they may use each other: each only those before it.</summary>
internal sealed record FolderLayers(string Root, IReadOnlyList<string> Folders)
{
    public static FolderLayers Runner { get; } = new("ExperimentRunner", ["Statistics", "Matrix", "Planning", "Execution", "Reporting", "Commands"]);

    public static FolderLayers Trainer { get; } =
        new("ExperimentRunner.Trainer", ["Devices", "Data", "Model", "Parallel", "Optimization", "Loop"]);

    /// <summary>The listed folder that a type is in; null for a type of another project, of the root or of a folder that is not listed.</summary>
    public string? FolderOf(IType type) => FirstFolder(type) is { } folder && Folders.Contains(folder) ? folder : null;

    /// <summary>Folders that have types but are not listed.</summary>
    public IReadOnlyList<string> Unlisted(ArchUnitNET.Domain.Architecture project) =>
        [.. project.Types.Select(FirstFolder).OfType<string>().Except(Folders).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Every use of a later folder, for example <c>ExperimentRunner.Matrix.X uses ExperimentRunner.Planning.Y</c>.</summary>
    public IReadOnlyList<string> Violations(ArchUnitNET.Domain.Architecture project) =>
    [
        .. from user in project.Types
           let userFolder = FolderOf(user)
           where userFolder is not null
           // ArchUnitNET takes generic parameters of one name for one type, whichever class they are of.
           from used in user.Dependencies.SelectMany(UsedTypes).Where(used => used is not GenericParameter)
           let usedFolder = FolderOf(used)
           where usedFolder is not null && Index(usedFolder) > Index(userFolder)
           let sentence = $"{user.FullName} uses {used.FullName}"
           group sentence by sentence into same
           orderby same.Key
           select same.Key,
    ];

    private static IEnumerable<IType> UsedTypes(ITypeDependency dependency) =>
        [dependency.Target, .. dependency.TargetGenericArguments.SelectMany(UsedTypes)];

    private static IEnumerable<IType> UsedTypes(GenericArgument argument) =>
        [argument.Type, .. argument.GenericArguments.SelectMany(UsedTypes)];

    private int Index(string folder) => Folders.ToList().IndexOf(folder);

    private string? FirstFolder(IType type) => type.Namespace?.FullName is { } name && name.StartsWith($"{Root}.", StringComparison.Ordinal)
        ? name[(Root.Length + 1)..].Split('.')[0]
        : null;
}
