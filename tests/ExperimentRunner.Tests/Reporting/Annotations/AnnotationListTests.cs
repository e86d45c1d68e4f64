using ExperimentRunner.Reporting.Annotations;

namespace ExperimentRunner.Tests.Reporting.Annotations;

public sealed class AnnotationListTests
{
    [Fact]
    public void Nine_are_shown_as_they_are() => Assert.Equal(9, AnnotationList.Limit(Many(9, isWarning: false), "faults").Count());

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_tenth_sums_up_the_rest_and_is_as_grave_as_that(bool isWarning)
    {
        Annotation[] shown = [.. AnnotationList.Limit(Many(12, isWarning), "faults")];

        Assert.Equal(10, shown.Length);
        Assert.Equal(("3 more faults.", isWarning), (shown[^1].Message, shown[^1].IsWarning));
    }

    [Fact]
    public void One_error_among_the_rest_makes_it_an_error() =>
        Assert.False(AnnotationList.Limit([.. Many(11, isWarning: true), new Annotation("EXP001", "wrong")], "faults").Last().IsWarning);

    private static Annotation[] Many(int count, bool isWarning) => [.. Enumerable.Range(1, count).Select(number => new Annotation("EXP041", $"fault {number}") { IsWarning = isWarning })];
}
