import { code, type Integration, plainAddress, singleQuoted } from "./integration";

/** A whole login handler in PHP, with firebase/php-jwt. */
export function phpSnippet({ login, handler, mode, algo }: Integration): string {
  const sent = mode === "query" ? "$_GET" : "$_POST";
  return code(
    "<?php",
    `// composer require firebase/php-jwt. This is ${plainAddress(handler)}`,
    "require __DIR__ . '/vendor/autoload.php';",
    "",
    "use Firebase\\JWT\\JWT;",
    "use Firebase\\JWT\\Key;",
    "",
    algo === "rs256"
      ? "$key = new Key(getenv('JWT_KEY'), 'RS256'); // the public key, as PEM"
      : "$key = new Key(getenv('JWT_KEY'), 'HS256'); // whole, with its jsk_",
    "JWT::$leeway = 60; // how many seconds two clocks may be apart",
    "",
    `$token = ${sent}['token'] ?? '';`,
    "try {",
    "    $claims = JWT::decode(is_string($token) ? $token : '', $key);",
    "} catch (Exception $problem) {",
    `    header('Location: ' . ${singleQuoted(login)}, true, 303);`,
    "    exit;",
    "}",
    "",
    "session_start();",
    "session_regenerate_id(true);",
    "$_SESSION['uid'] = $claims->uid; // it never changes; username and names may",
    "header('Location: /', true, 303); // a clean address: no token stays in it",
  );
}
