# Sourced by install.sh and remove.sh: how the JMS service of each configuration of the target is made to use one common OpenMQ broker, and is given back.
# What it was is kept in its own property carillon-before.

# Names of the target's instances.
instances() {
    if [ "$TARGET" = server ]; then
        say server
    else
        quietly --terse list-instances "$TARGET"
        awk '{ print $1 }' "$work/out"
    fi
}

# Names of the configurations that these have.
configurations() {
    for instance in $(instances); do
        quietly get "servers.server.$instance.config-ref"
        sed -n "s/^servers\.server\.$instance\.config-ref=//p" "$work/out"
    done | sort -u
}

# An attribute of the JMS service that was read into $work/service.
of_service() {
    sed -n "s/^configs\.config\.$configuration\.jms-service\.$1=//p" "$work/service"
}

read_service() {
    quietly get "configs.config.$configuration.jms-service.*"
    cp "$work/out" "$work/service"
}

# Whatever url is: mq://HOST:PORT.
address() {
    case $1 in
        mq://*:[0-9]*) ;;
        *) fail "CARILLON_BROKER_URL must be mq://HOST:PORT, the port mapper of the broker, and not '$1'." ;;
    esac
    host=${1#mq://}
    port=${host##*:}
    host=${host%:*}
}

# One that is remote is no part of a cluster of brokers, so its listeners share nothing; all its hosts count, so there has to be but one.
take_services() {
    address "$1"
    taken=
    for configuration in $(configurations); do
        read_service
        if [ "$(grep -c 'jms-service\.jms-host\..*\.name=' "$work/service")" != 1 ] || [ -z "$(of_service 'jms-host\.default_JMS_host\.name')" ]; then
            fail "The JMS service of $configuration has other hosts than default_JMS_host: with these Carillon would use several brokers."
        fi
        before=$(of_service 'property\.carillon-before')
        : "${before:=$(of_service type) $(of_service 'jms-host\.default_JMS_host\.host') $(of_service 'jms-host\.default_JMS_host\.port') $(of_service reconnect-interval-in-seconds) $(of_service addresslist-iterations)}"
        of=configs.config.$configuration.jms-service
        if [ "$(of_service type) $(of_service 'jms-host\.default_JMS_host\.host') $(of_service 'jms-host\.default_JMS_host\.port')" != "REMOTE $host $port" ]; then
            taken=yes
        fi
        quietly set "$of.type=REMOTE" "$of.jms-host.default_JMS_host.host=$host" "$of.jms-host.default_JMS_host.port=$port" \
            "$of.reconnect-interval-in-seconds=1" "$of.addresslist-iterations=1000000" \
            "$of.property.user-name=\${MPCONFIG=carillon.broker.user:carillon}" "$of.property.password=\${MPCONFIG=$alias}" "$of.property.carillon-before=$before"
    done
    restart "$taken"
}

give_services_back() {
    given=
    for configuration in $(configurations); do
        read_service
        before=$(of_service 'property\.carillon-before')
        if [ -n "$before" ]; then
            given=yes
            of=configs.config.$configuration.jms-service
            set -f
            set -- $before
            set +f
            quietly set "$of.type=$1" "$of.jms-host.default_JMS_host.host=$2" "$of.jms-host.default_JMS_host.port=$3" \
                "$of.reconnect-interval-in-seconds=$4" "$of.addresslist-iterations=$5"
            for property in user-name password carillon-before; do
                quietly set "$of.property.$property="
            done
        fi
    done
    restart "$given"
}

# The JMS service is read when an instance starts. Not restart-instance: it says that it is done also where the instance then can't start again (seen; its port was probably taken meanwhile).
restart() {
    if [ -z "$1" ]; then
        return
    fi
    if [ "$TARGET" = server ]; then
        say "the JMS service is set; it counts from the domain's next start: asadmin restart-domain"
        return
    fi
    quietly --terse list-instances "$TARGET"
    for instance in $(awk '$2 ~ /^running/ { print $1 }' "$work/out"); do
        say "restarting $instance, whose JMS service was set"
        quietly stop-instance "$instance"
        quietly start-instance "$instance"
    done
}

# Publishing fails fast, and each new connection is a new attempt; listening reconnects for ever.
create_openmq_resources() {
    quietly create-connector-connection-pool --raname jmsra --connectiondefinition jakarta.jms.ConnectionFactory \
        --transactionsupport NoTransaction --pooling false --steadypoolsize 0 --maxpoolsize 4 --poolresize 1 "$pool"
    of=resources.connector-connection-pool.$pool.property
    quietly set "$of.UserName=\${MPCONFIG=carillon.broker.user:carillon}" "$of.Password=\${MPCONFIG=$alias}" "$of.ReconnectEnabled=false" \
        "$of.AddressListIterations=1" "$of.Options=imqAckTimeout=3000,imqSocketConnectTimeout=1000"
}
