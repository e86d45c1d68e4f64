using System.Runtime.CompilerServices;
using System.Xml.Linq;

namespace ExperimentRunner.Tests.Architecture;

/// <summary>What a project under src says that it uses.</summary>
internal sealed record ProjectFile(string Name, IReadOnlyList<string> References, IReadOnlyList<string> BuildOrderOnly, IReadOnlyList<string> Packages)
{
    public static IReadOnlyList<ProjectFile> All([CallerFilePath] string thisFile = "")
    {
        string sources = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "..", "..", "src"));
        return [.. Directory.GetDirectories(sources).SelectMany(folder => Directory.GetFiles(folder, "*.csproj")).Order(StringComparer.Ordinal).Select(Read)];
    }

    private static ProjectFile Read(string path)
    {
        XDocument document = XDocument.Load(path);
        XElement[] references = [.. document.Descendants("ProjectReference")];
        return new ProjectFile(
            Path.GetFileNameWithoutExtension(path),
            [.. references.Where(reference => !IsForBuildOrder(reference)).Select(NameOf)],
            [.. references.Where(IsForBuildOrder).Select(NameOf)],
            [.. ImportedBy(path, document).Prepend(document).Descendants("PackageReference").Select(package => package.Attribute("Include")!.Value)]);
    }

    private static IEnumerable<XDocument> ImportedBy(string path, XDocument document) => document.Descendants("Import")
        .Where(import => import.Attribute("Sdk") is null)
        .Select(import => XDocument.Load(Path.Combine(Path.GetDirectoryName(path)!, import.Attribute("Project")!.Value)));

    private static bool IsForBuildOrder(XElement reference) =>
        string.Equals(reference.Attribute("ReferenceOutputAssembly")?.Value, "false", StringComparison.OrdinalIgnoreCase);

    private static string NameOf(XElement reference) =>
        Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/'));
}
