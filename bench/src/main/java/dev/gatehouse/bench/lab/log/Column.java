package dev.gatehouse.bench.lab.log;

/** The columns of a log. Those of the data set come first and are required; the additional ones follow and are optional. */
enum Column {
    INDEX("index"),
    TIME("Login Timestamp"),
    USER("User ID"),
    ROUND_TRIP("Round-Trip Time [ms]"),
    ADDRESS("IP Address"),
    COUNTRY("Country"),
    REGION("Region"),
    CITY("City"),
    ASN("ASN"),
    USER_AGENT("User Agent String"),
    BROWSER("Browser Name and Version"),
    SYSTEM("OS Name and Version"),
    DEVICE_TYPE("Device Type"),
    SUCCESSFUL("Login Successful"),
    ATTACK_IP("Is Attack IP"),
    TAKEOVER("Is Account Takeover"),
    ATTACKER("Attacker Kind"),
    TOKEN("Device Token");

    private final String header;

    Column(String header) {
        this.header = header;
    }

    String header() {
        return header;
    }

    boolean isRequired() {
        return compareTo(ATTACKER) < 0;
    }
}
