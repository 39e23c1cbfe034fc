### desk
