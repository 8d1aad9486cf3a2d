#!/bin/sh
# Sends Carillon's clients to other nodes, and returns when they have gone. To be run before WildFly is stopped: README.md beside this file says why.
#
#   CARILLON_OPS_TOKEN       the operator's secret, as the node has it
#   CARILLON_URL             the application (http://127.0.0.1:8080/carillon)
#   CARILLON_DRAIN_SECONDS   the longest to wait (40); then it ends with 1
set -eu
: "${CARILLON_URL:=http://127.0.0.1:8080/carillon}" "${CARILLON_DRAIN_SECONDS:=40}"

# The secret travels on standard input, so that no list of processes shows it.
drain() {
    printf 'header = "Authorization: Bearer %s"\n' "$(printf '%s' "$CARILLON_OPS_TOKEN" | sed 's/[\\"]/\\&/g')" |
        curl --silent --show-error --fail --max-time 5 --config - --request POST "$CARILLON_URL/ops/drain"
}

end=$(($(date +%s) + CARILLON_DRAIN_SECONDS))
while [ "$(date +%s)" -le "$end" ]; do
    answer=$(drain) || { [ $? -ne 22 ] || exit 1; } # 22: an answer that says no
    case $answer in
        *'"drained"'*) exit 0 ;;
    esac
    sleep 0.2
done
echo "Still draining after $CARILLON_DRAIN_SECONDS s" >&2
exit 1
