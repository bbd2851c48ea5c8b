/** The English words of the console about importing users. */
export const enConsoleImport = {
  "console.import.title": "Import users",
  "console.import.lead":
    "Bring people along from elsewhere, with the hashes of their passwords: they log in as before, and never notice.",
  "console.import.file": "File",
  "console.import.file-hint":
    "CSV, or JSON lines (one object a line). At most 250,000 lines and 256 MB; send more as several files.",
  "console.import.events": "Record user.created for each of them, for hooks that wait for it",
  "console.import.try": "Try it first",
  "console.import.run": "Import",
  "console.import.try-hint":
    "Trying changes nothing: it says of every line what importing would do. A big file takes a few minutes; stay on this page until the result is here. Whoever is there already is skipped, so the same file can be sent again.",
  "console.import.result": "Result",
  "console.import.result-frame": "What became of the file",
  "console.import.none": "Once you try a file, or import it, what becomes of each line stands here.",
  "console.import.columns": "What a line may say",
  "console.import.columns-text":
    "The first line of CSV names its columns; in JSON lines they are the names of the fields. Only a username or an address is needed, as the realm has its usernames.",
  "console.import.no-file": "Choose a file first.",
  "console.import.cut": "The file did not come whole. Send it again: whoever was made is skipped.",
  "console.import.refused": "You may not do this here. Sign in again, or ask for the right to change this realm.",
  "console.import.reading": "Sending the file, which is read as it comes",
  "console.import.stop": "Stop",
  "console.import.trying": "Trying",
  "console.import.importing": "Importing",
  "console.import.lines": "{lines:line|lines} read so far",
  "console.import.line": "Line {line}",
  "console.import.failed": "not made",
  "console.import.skipped": "skipped",
  "console.import.more": "Only the first {most} lines of this kind are shown.",
  "console.import.tried":
    "Tried. Nothing was changed. Importing would make {created:user|users}, skip {skipped} and refuse {failed}.",
  "console.import.done": "Imported. {created:user was|users were} made, {skipped} skipped, {failed} refused.",
  "console.import.too-many":
    "The file has more lines than one import takes: send what follows line {line} as another file.",
} as const satisfies Record<string, string>;
