### actions
