// node --import ./json-imports.mjs check.mjs FILE...: prints what is wrong with each workflow, file(line,column): text; exit code 1 if anything is.
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { validate } from "@actions/languageservice";
import { TextDocument } from "vscode-languageserver-textdocument";

for (const file of process.argv.slice(2)) {
  const document = TextDocument.create(`file:///${basename(file)}`, "yaml", 0, readFileSync(file, "utf8"));
  for (const fault of await validate(document)) {
    console.log(`${basename(file)}(${fault.range.start.line + 1},${fault.range.start.character + 1}): ${fault.message}`);
    process.exitCode = 1;
  }
}
