#!/bin/sh
# Removes from a Payara Server 6 all that install.sh has put there. ASADMIN, PASSWORDFILE and TARGET as there.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
. "$here/common.sh"
. "$here/openmq.sh"
passwords=${PASSWORDFILE:-}

check_target
withdraw
give_services_back
for name in $(settings); do
    quietly delete-config-property --source domain --target "$TARGET" --propertyName "$name"
done
for name in "$alias" carillon.cluster.key carillon.cluster.key.previous; do
    if listed "$name" list-password-aliases; then
        quietly delete-password-alias "$name"
    fi
done
say "removed from $TARGET"
