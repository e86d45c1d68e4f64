using ExperimentRunner.Matrix;
using ExperimentRunner.Planning;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Tests.Matrix;

public sealed class PriceTests
{
    private const string Priced = TestMatrix.Small + "\nreport: { price_per_device_hour: 1.20, currency: EUR }";

    [Fact]
    public void A_matrix_may_say_what_a_device_costs() => Assert.Equal(new DevicePrice(1.2, "EUR"), TestMatrix.Definition(Priced).Price);

    [Fact]
    public void It_need_not() => Assert.Null(TestMatrix.Definition(TestMatrix.Small).Price);

    [Fact]
    public void It_may_be_set_for_once() =>
        Assert.Equal(new DevicePrice(2, "USD"), TestMatrix.Definition(Priced, "report.price_per_device_hour=2", "report.currency=USD").Price);

    [Fact]
    public void It_changes_neither_runs_nor_the_hash_of_the_matrix()
    {
        SweepDefinition priced = TestMatrix.Definition(Priced);
        SweepDefinition plain = TestMatrix.Definition(TestMatrix.Small);

        Assert.Equal(plain.Cells.Select(cell => cell.Spec), priced.Cells.Select(cell => cell.Spec));
        Assert.Equal(MatrixHash.Of(plain), MatrixHash.Of(priced));
    }

    [Theory]
    [InlineData("{ price_per_device_hour: 1.20 }", "report.currency is missing. Add for example currency: EUR.")]
    [InlineData("{ currency: EUR }", "report.price_per_device_hour is missing. Add for example price_per_device_hour: 1.20, or leave out currency.")]
    [InlineData("{ price_per_device_hour: 0, currency: EUR }", "is out of range. Use a number above 0 to 1,000,000.")]
    [InlineData("{ price_per_device_hour: 1, currency: euro }", "report.currency is 'euro'. Use the three capital letters of a currency, such as EUR.")]
    public void What_can_not_be_used_is_said_with_the_way_out(string report, string fault) =>
        Assert.EndsWith(fault, Assert.Single(TestMatrix.Faults($"{TestMatrix.Small}\nreport: {report}")).ToString(), StringComparison.Ordinal);
}
