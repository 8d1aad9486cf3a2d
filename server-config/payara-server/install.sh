#!/bin/sh
# Installs Carillon on a Payara Server 6, or installs it again with other files or settings. README.md beside this file says more.
#
#   CARILLON_BROKER_URL=tcp://10.0.0.5:61616 CARILLON_BROKER_PASSWORD=… TARGET=carillon-group ./install.sh
#
#   ASADMIN        the asadmin command with its options (asadmin)
#   PASSWORDFILE   asadmin's password file for the administrator, if one is needed
#   TARGET         an instance or a deployment group (server)
#   BROKER         activemq (also for Artemis), or openmq: Payara's own adapter and a broker of its kind (activemq)
#   WAR, RAR       carillon.war and activemq-rar.rar (beside this file, or else in the project's target/)
#   CARILLON_…     the settings; those that are not given keep their value
set -eu
here=$(cd "$(dirname "$0")" && pwd)
. "$here/common.sh"
. "$here/openmq.sh"

find_file() {
    for file in "$here/$1" "$here/../../target/$1"; do
        if [ -f "$file" ]; then
            printf '%s\n' "$file"
            return
        fi
    done
    fail "$1 is neither in $here nor in the project's target/: say where it is."
}

# asadmin reads password files as Java properties: a backslash is doubled, a leading space kept. Other than ASCII it would garble.
alias_password() {
    if [ -n "$(printf '%s' "$2" | LC_ALL=C tr -d ' -~')" ]; then
        fail "$1 must consist of printable ASCII characters."
    fi
    printf '\nAS_ADMIN_ALIASPASSWORD='
    printf '%s\n' "$2" | sed -e 's/\\/\\\\/g' -e 's/^ /\\ /'
}

store_password() {
    if ! listed "$alias" list-password-aliases && [ -z "${CARILLON_BROKER_PASSWORD:-}" ]; then
        fail "CARILLON_BROKER_PASSWORD is not set, and the domain does not have it yet (password alias $alias)."
    fi
    store_secret "$alias" CARILLON_BROKER_PASSWORD "${CARILLON_BROKER_PASSWORD:-}"
}

# store_secret ALIAS VARIABLE VALUE: as a password alias, which MicroProfile Config shows as a setting of that name; an empty one is left as it is.
store_secret() {
    if [ -z "$3" ]; then
        return
    fi
    verb=create-password-alias
    if listed "$1" list-password-aliases; then
        verb=update-password-alias
    fi
    cp "$work/passwords" "$work/passwords.before"
    alias_password "$2" "$3" >>"$work/passwords"
    quietly "$verb" "$1"
    mv "$work/passwords.before" "$work/passwords"
}

store() {
    quietly set-config-property --source domain --target "$TARGET" --propertyName "$1" --propertyValue "$2"
}

# Each variable CARILLON_X_Y becomes the setting carillon.x.y. Nodes are named after their instances unless told otherwise.
store_settings() {
    store carillon.adapter "$listening"
    store carillon.retroactive "$retroactive"
    store carillon.events.address.max.bytes 6144    # a listener as it is delivered takes heads of 8 KB; http-listener.asadmin raises that
    store carillon.node "${CARILLON_NODE:-\${com.sun.aas.instanceName\}}"
    for variable in $(env | sed -n 's/^\(CARILLON_[A-Z0-9_]*\)=.*/\1/p'); do
        case $variable in
            CARILLON_BROKER_PASSWORD | CARILLON_CLUSTER_KEY | CARILLON_CLUSTER_KEY_PREVIOUS | CARILLON_NODE | CARILLON_HTTP_*) ;;
            *)
                eval "value=\$$variable"
                store "$(printf '%s' "$variable" | tr 'A-Z_' 'a-z.')" "$value"
                ;;
        esac
    done
}

# Publishing fails fast, and each new connection is a new attempt; listening reconnects for ever. Not pooled: why, the page of Payara Micro says.
create_activemq_resources() {
    broker='${MPCONFIG=carillon.broker.url:tcp://127.0.0.1:61616}'
    quietly create-resource-adapter-config "$adapter"
    of=resources.resource-adapter-config.$adapter.property
    quietly set "$of.UserName=\${MPCONFIG=carillon.broker.user:carillon}"
    quietly set "$of.Password=\${MPCONFIG=$alias}"
    quietly set "$of.ServerUrl=failover:($broker)?maxReconnectDelay=1000&nested.connectionTimeout=3000&nested.wireFormat.maxInactivityDuration=10000&nested.wireFormat.maxInactivityDurationInitalDelay=5000"
    quietly deploy --target "$TARGET" --type rar --name "$adapter" "$RAR"
    quietly create-connector-connection-pool --raname "$adapter" --connectiondefinition jakarta.jms.ConnectionFactory \
        --transactionsupport NoTransaction --pooling false --steadypoolsize 0 --maxpoolsize 4 --poolresize 1 "$pool"
    quietly set "resources.connector-connection-pool.$pool.property.ServerUrl=failover:($broker)?maxReconnectAttempts=0&startupMaxReconnectAttempts=1&nested.connectionTimeout=1000&nested.wireFormat.maxInactivityDuration=5000&nested.wireFormat.maxInactivityDurationInitalDelay=3000&jms.connectResponseTimeout=3000&jms.alwaysSyncSend=true&jms.sendTimeout=3000&jms.closeTimeout=1000"
}

create_resources() {
    "create_${BROKER}_resources"
    # In two steps: with a group as its target create-connector-resource forgets the references (Payara 6.2025.10), and says nothing.
    quietly create-connector-resource --target domain --poolname "$pool" "$factory"
    quietly create-resource-ref --target "$TARGET" "$factory"
}

# The broker's address as it was given, now or before.
broker_url() {
    stored=$(run --terse get-config-property --source domain --propertyName carillon.broker.url 2>/dev/null) || stored=
    printf '%s\n' "${CARILLON_BROKER_URL:-${stored:-mq://127.0.0.1:7676}}"
}

case $BROKER in
    activemq)
        RAR=${RAR:-$(find_file activemq-rar.rar)}
        listening=$adapter retroactive=destination
        ;;
    openmq)
        listening=jmsra retroactive=none
        ;;
    *)
        fail "BROKER is activemq or openmq, and not '$BROKER'."
        ;;
esac
WAR=${WAR:-$(find_file carillon.war)}
passwords=$work/passwords
cat ${PASSWORDFILE:+"$PASSWORDFILE"} </dev/null >"$passwords"

check_target
say "storing the broker's password and the settings"
store_password
store_secret carillon.cluster.key CARILLON_CLUSTER_KEY "${CARILLON_CLUSTER_KEY:-}"
store_secret carillon.cluster.key.previous CARILLON_CLUSTER_KEY_PREVIOUS "${CARILLON_CLUSTER_KEY_PREVIOUS:-}"
store_settings
withdraw
if [ "$BROKER" = openmq ]; then
    take_services "$(broker_url)"
else
    give_services_back
fi
say "creating the connection pool and what it needs"
create_resources
say "deploying the application on $TARGET"
quietly deploy --target "$TARGET" --name carillon "$WAR"
# That an instance could not load it, asadmin calls a warning.
if grep -q -e 'completed with warnings' -e 'Exception while' "$work/out"; then
    cat "$work/out" >&2
    fail "Not every instance could load the application: its log says why."
fi
say "installed; ready when http://<instance>/carillon/health/ready answers 200"
