<@mail.mail title=subject preheader=msg("gatehouseEmail_test_intro")>
<@mail.paragraph msg("gatehouseEmail_test_intro")/>
</@mail.mail>
