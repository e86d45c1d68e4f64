using ExperimentRunner.Matrix.Faults;

namespace ExperimentRunner.Matrix.Yaml;

/// <summary>YAML that is not read any further. Never leaves <see cref="NodeReader"/>.</summary>
internal sealed class YamlRefusedException(FaultKind kind, Place place, string message) : Exception(message)
{
    public FaultKind Kind => kind;

    public Place Place => place;
}
