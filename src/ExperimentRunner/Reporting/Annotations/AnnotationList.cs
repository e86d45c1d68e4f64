namespace ExperimentRunner.Reporting.Annotations;

/// <summary>What fits into a step: GitHub shows ten errors of each, so that the rest is summed up in the last.</summary>
internal static class AnnotationList
{
    private const int MostShown = 9;

    /// <param name="more">What the rest is, for <c>12 more ...</c>.</param>
    public static IEnumerable<Annotation> Limit(IReadOnlyList<Annotation> annotations, string more) => annotations.Count <= MostShown
        ? annotations
        : [.. annotations.Take(MostShown), new Annotation(annotations[MostShown].Title, $"{FigureText.Count(annotations.Count - MostShown)} more {more}.") { IsWarning = annotations.Skip(MostShown).All(annotation => annotation.IsWarning) }];
}
