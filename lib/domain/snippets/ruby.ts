import { code, type Integration, plainAddress, singleQuoted } from "./integration";

/** What checks a token in Ruby, with the gem jwt. */
export function rubySnippet({ login, handler, algo }: Integration): string {
  return code(
    "# gem install jwt",
    'require "jwt"',
    "",
    algo === "rs256"
      ? 'JWT_KEY = OpenSSL::PKey::RSA.new(ENV.fetch("JWT_KEY")) # the public key, as PEM'
      : 'JWT_KEY = ENV.fetch("JWT_KEY") # whole, with its jsk_',
    `LOGIN = ${singleQuoted(login)}`,
    "",
    "# The claims of a token that this realm has signed and that has not ended; nil for anything else.",
    "def login_claims(token)",
    `  claims, = JWT.decode(token.to_s, JWT_KEY, true, { algorithm: "${algo.toUpperCase()}", required_claims: %w[exp uid] })`,
    "  claims",
    "rescue JWT::DecodeError",
    "  nil",
    "end",
    "",
    `# In Rails, in the action at ${plainAddress(handler)}:`,
    "#   claims = login_claims(params[:token])",
    "#   return redirect_to(LOGIN, allow_other_host: true) unless claims",
    "#   reset_session",
    '#   session[:uid] = claims["uid"] # it never changes; username and names may',
    '#   redirect_to "/"               # a clean address: no token stays in it',
  );
}
