export async function resolve(specifier, context, next) {
  const resolved = await next(specifier, context);
  return specifier.endsWith(".json") ? { ...resolved, importAttributes: { type: "json" } } : resolved;
}
