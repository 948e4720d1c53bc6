# Keycloak with Gatehouse, built for PostgreSQL. Build the JARs first: mvn package -DskipTests
ARG KEYCLOAK_IMAGE=quay.io/keycloak/keycloak:26.7.5

FROM ${KEYCLOAK_IMAGE} AS build
ENV KC_DB=postgres \
    KC_HEALTH_ENABLED=true \
    KC_METRICS_ENABLED=true
COPY --chown=1000:0 \
    authenticator/target/gatehouse-authenticator.jar \
    password-policy/target/gatehouse-password-policy.jar \
    themes/target/gatehouse-themes.jar \
    /opt/keycloak/providers/
# Your own JARs, of which there may be none.
COPY --chown=1000:0 deploy/own/providers/ /opt/keycloak/providers/
RUN /opt/keycloak/bin/kc.sh build

FROM ${KEYCLOAK_IMAGE}
LABEL org.opencontainers.image.title="Keycloak with Gatehouse" \
      org.opencontainers.image.licenses="Apache-2.0"
# The two folders that differ: what was built in, and the JARs.
COPY --from=build --chown=1000:0 /opt/keycloak/lib/quarkus/ /opt/keycloak/lib/quarkus/
COPY --from=build --chown=1000:0 /opt/keycloak/providers/ /opt/keycloak/providers/
COPY deploy/secure-master deploy/first-administrator /opt/keycloak/bin/
# If the access log is switched on, it shows neither links of emails nor query strings.
ENV KC_HTTP_ACCESS_LOG_EXCLUDE='(?i).*/realms/[^/]+/+gatehouse([^a-z-].*)?' \
    KC_HTTP_ACCESS_LOG_PATTERN='%h %t "%m %R" %s %b'
USER 1000
ENTRYPOINT ["/opt/keycloak/bin/kc.sh"]
CMD ["start", "--optimized"]
