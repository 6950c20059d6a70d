# Calls the administrators' resources of a server. Sourced by scripts that administrators run.
# Needs: root, the project's folder; fail, which ends with a sentence; misused. Gives: call, text, number, quoted, encoded,
# person.
command -v curl > /dev/null || fail "curl is needed."
url=${SATBUDDY_URL:-http://localhost:${SATBUDDY_HTTP_PORT:-8080}}
url=${url%/}
file=${SATBUDDY_DATA:-$root/.server/data}/admin-token
token=${SATBUDDY_ADMIN_TOKEN:-$(cat "$file" 2> /dev/null || true)}
[ -n "$token" ] || fail "There is no token: set SATBUDDY_ADMIN_TOKEN to the server's satbuddy.admin.token."

quoted() {
  local text=${1//\\/\\\\}
  text=${text//\"/\\\"}
  printf '"%s"' "${text//[[:cntrl:]]/ }"
}
# Prints the answer's body. The token goes through standard input, because others can see arguments.
call() {
  local method=$1 path=$2 body=${3:-} answer status
  local sent=()
  # Through a file, because an argument is limited to 128 KB.
  [ -z "$body" ] || sent=(--header 'Content-Type: application/json' --data-binary @/dev/fd/3)
  answer=$(printf 'header = "Authorization: Bearer %s"\n' "$token" |
    curl --config - --silent --show-error --max-time 30 --request "$method" --write-out '\n%{http_code}' \
      "${sent[@]}" "$url/ai/admin/$path" 3< <(printf '%s' "$body")) || exit 1
  status=${answer##*$'\n'}
  answer=${answer%$'\n'*}
  if [ "$status" -ge 300 ]; then
    fail "$(text error "$answer") (status $status)"
  fi
  printf '%s\n' "$answer"
}
# The text or the number of a member.
text() { printf '%s' "$2" | sed -n 's/.*"'"$1"'":"\(\([^"\\]\|\\.\)*\)".*/\1/p' | sed 's/\\\(["\\]\)/\1/g'; }
number() { printf '%s' "$2" | sed -n 's/.*"'"$1"'":\([0-9]*\).*/\1/p'; }
# Sets id to the id of the account with this name.
person() {
  local name=${1,,} people
  [ -n "$name" ] || misused
  people=$(call GET "people/?search=$(encoded "$name")")
  id=$(printf '%s\n' "$people" | sed 's/{"id":/\n&/g' | while IFS= read -r one; do
    if [ "$(text name "$one")" = "$name" ]; then text id "$one"; fi
  done)
  [ -n "$id" ] || fail "There is no account with the name $1."
}
encoded() {
  local LC_ALL=C i c
  for ((i = 0; i < ${#1}; i++)); do
    c=${1:i:1}
    case $c in [a-zA-Z0-9._~-]) printf '%s' "$c" ;; *) printf '%%%02X' "'$c" ;; esac
  done
}
