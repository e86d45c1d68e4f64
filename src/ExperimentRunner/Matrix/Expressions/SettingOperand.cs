using ExperimentRunner.Matrix.Faults;
using ExperimentRunner.Matrix.Settings;

namespace ExperimentRunner.Matrix.Expressions;

/// <summary>A name in a constraint: a setting, or the value of one.</summary>
internal static class SettingOperand
{
    /// <exception cref="ExpressionException">A setting that can't be compared.</exception>
    public static Operand Of(Token name) => SettingTable.Find(name.Text) switch
    {
        null => new Operand.Word(name.Offset, name.Text),
        { Type: SettingType.Whole } setting => new Operand.Number(name.Offset, spec => ((SettingValue.Whole)setting.Get(spec)).Number),
        { Type: SettingType.Real } setting => new Operand.Number(name.Offset, spec => ((SettingValue.Real)setting.Get(spec)).Number),
        { Type: SettingType.Choice choice } setting => new Operand.Choice(name.Offset, setting.Name, choice.Names, spec => setting.Get(spec).Text),
        { Type: SettingType.OnlyOne only } setting => new Operand.Choice(name.Offset, setting.Name, [only.Name], spec => setting.Get(spec).Text),
        { Type: SettingType.Flag } setting => new Operand.Choice(name.Offset, setting.Name, ["true", "false"], spec => setting.Get(spec).Text),
        { } setting => throw new ExpressionException(name.Offset, $"{setting.Name} is a path, which can't be compared. Use exclude."),
    };

    /// <exception cref="ExpressionException">It is a word, which is no setting.</exception>
    public static Operand.Number NumberOf(Operand operand) => operand switch
    {
        Operand.Number number => number,
        Operand.Word word => throw Unknown(word),
        _ => throw new ExpressionException(operand.Offset, $"This is {operand.Kind}, where a number was expected."),
    };

    /// <exception cref="ExpressionException">It is none.</exception>
    public static Operand.Condition ConditionOf(Operand operand) => operand switch
    {
        Operand.Condition condition => condition,
        Operand.Word word => throw Unknown(word),
        _ => throw new ExpressionException(operand.Offset, $"This is {operand.Kind}, where a condition was expected. Compare it, for example devices <= 4."),
    };

    public static ExpressionException Unknown(Operand.Word word) => new(
        word.Offset, $"{Wording.Quote(word.Text)} is no setting.{NearestName.Hint(word.Text, SettingTable.Names)}");
}
