# Sourced by install.sh and remove.sh: how they talk to the server, and how what is there is taken away.

: "${ASADMIN:=asadmin}" "${TARGET:=server}" "${BROKER:=activemq}"
adapter=activemq-rar
pool=jms/carillon-pool
# Of Carillon alone: no other application shall find it by chance.
factory=carillon/internal/jms
# Its name in former versions.
former_factory=jms/carillon
alias=carillon.broker.password
setting=payara.microprofile.carillon

work=$(umask 077 && mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

say() {
    printf '%s\n' "$*"
}

fail() {
    printf '%s\n' "$*" >&2
    exit 1
}

# One asadmin command; ASADMIN may hold options and so is split. Passwords travel in a file, never as arguments.
run() {
    $ASADMIN --interactive=false ${passwords:+--passwordfile "$passwords"} "$@" </dev/null
}

# The same; what it prints is shown only if it fails, and then this ends.
quietly() {
    run "$@" >"$work/out" 2>&1 || {
        cat "$work/out" >&2
        fail "This failed: asadmin $*"
    }
}

# listed NAME COMMAND...: whether the list that an asadmin command prints has the name in its first column.
listed() {
    name=$1
    shift
    quietly --terse "$@"
    awk -v name="$name" '$1 == name { found = 1 } END { exit !found }' "$work/out"
}

# Names of the domain's settings of Carillon, as MicroProfile Config has them.
settings() {
    quietly get 'property.*'
    sed -n "s/^property\.\($setting\.[^=]*\)=.*/\1/p" "$work/out" | sed 's/^payara\.microprofile\.//'
}

check_target() {
    if ! listed carillon list-applications "$TARGET" && listed carillon list-applications domain; then
        fail "Carillon is installed in this domain, but not on '$TARGET'. Remove it from where it is first (TARGET=… remove.sh)."
    fi
}

# Takes away the application and its resources, in the order in which each is no longer needed. Alias and settings stay.
withdraw() {
    if listed carillon list-applications "$TARGET"; then
        quietly undeploy --target "$TARGET" carillon
    fi
    for name in "$factory" "$former_factory"; do
        if listed "$name" list-resource-refs "$TARGET"; then
            quietly delete-resource-ref --target "$TARGET" "$name"
        fi
        if listed "$name" list-connector-resources domain; then
            quietly delete-connector-resource --target domain "$name"
        fi
    done
    if listed "$pool" list-connector-connection-pools; then
        quietly delete-connector-connection-pool "$pool"
    fi
    if listed "$adapter" list-applications "$TARGET"; then
        quietly undeploy --target "$TARGET" "$adapter"
    fi
    if listed "$adapter" list-resource-adapter-configs; then
        quietly delete-resource-adapter-config "$adapter"
    fi
}
