### Bodies
profile-title = what the public is told
profile-disclosure_office = Disclosure office
profile-address = Address
profile-postal_code = Postal code
profile-hours = Office hours
profile-phone = Telephone
profile-fax = Fax
profile-email = Electronic mail
profile-website = Page on the portal
profile-functions = Functions
profile-units = Units (one a line)
profile-leaders = Those in charge (one a line)
