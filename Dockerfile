# Keycloak with Gatehouse, built for PostgreSQL. Build the JARs first: mvn package -DskipTests
ARG KEYCLOAK_VERSION=26.7.5

FROM quay.io/keycloak/keycloak:${KEYCLOAK_VERSION} AS build
ENV KC_DB=postgres \
    KC_HEALTH_ENABLED=true \
    KC_METRICS_ENABLED=true
COPY --chown=1000:0 \
    authenticator/target/gatehouse-authenticator.jar \
    password-policy/target/gatehouse-password-policy.jar \
    themes/target/gatehouse-themes.jar \
    /opt/keycloak/providers/
RUN /opt/keycloak/bin/kc.sh build

FROM quay.io/keycloak/keycloak:${KEYCLOAK_VERSION}
LABEL org.opencontainers.image.title="Keycloak with Gatehouse" \
      org.opencontainers.image.licenses="Apache-2.0"
# The two folders that differ: what was built in, and the JARs.
COPY --from=build --chown=1000:0 /opt/keycloak/lib/quarkus/ /opt/keycloak/lib/quarkus/
COPY --from=build --chown=1000:0 /opt/keycloak/providers/ /opt/keycloak/providers/
USER 1000
ENTRYPOINT ["/opt/keycloak/bin/kc.sh"]
CMD ["start", "--optimized"]
