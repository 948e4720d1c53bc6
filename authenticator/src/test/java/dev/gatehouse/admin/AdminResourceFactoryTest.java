package dev.gatehouse.admin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdminResourceFactoryTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    /admin/realms/shop/gatehouse/setup                  | setup
                    /admin/realms/shop/gatehouse/setup/browser-flow     | setup
                    /admin/realms/gatehouse/gatehouse/report            | report
                    /auth/admin/realms/shop/gatehouse/users/1/history   | users
                    /admin/realms/shop/gatehouse                        | ''
                    """)
    void thePathNamesThePart(String path, String part) {
        assertThat(AdminResourceFactory.partAfter(path)).isEqualTo(part);
    }
}
